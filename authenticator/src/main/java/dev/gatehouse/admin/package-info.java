/** What administrators and helpers use: the Admin REST endpoints of Gatehouse. */
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
