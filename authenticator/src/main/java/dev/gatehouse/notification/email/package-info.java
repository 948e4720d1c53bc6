/** Emails: rendering, headers, the queue, and delivery to the mail server. */
@NullMarked
package dev.gatehouse.notification.email;

import org.jspecify.annotations.NullMarked;
