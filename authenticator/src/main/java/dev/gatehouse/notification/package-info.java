/** Everything that is sent to users: notices, and the emails they and other features send. */
@NullMarked
package dev.gatehouse.notification;

import org.jspecify.annotations.NullMarked;
