/** Everything that is sent to users: notices, and the emails they and other features send. */
package dev.gatehouse.notification;
