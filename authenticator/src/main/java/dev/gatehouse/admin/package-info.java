/** What administrators use: set-up, examination and help for users. */
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
