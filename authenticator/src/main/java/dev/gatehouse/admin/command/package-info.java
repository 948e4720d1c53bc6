/** The command for terminals, in the JAR itself: it calls the REST interface, and uses nothing but Java. */
@NullMarked
package dev.gatehouse.admin.command;

import org.jspecify.annotations.NullMarked;
