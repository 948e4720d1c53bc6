/** Notifies users by email of changes to their account and of new sign-ins, regardless of who caused them. */
@NullMarked
package dev.gatehouse.notification.notice;

import org.jspecify.annotations.NullMarked;
