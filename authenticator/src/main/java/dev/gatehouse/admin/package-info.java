/** What administrators and helpers use: the Admin REST endpoints, the examination of a realm, and help for one person. */
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
