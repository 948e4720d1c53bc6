/** Emails: rendering, headers, the queue, and delivery to the mail server. */
package dev.gatehouse.notification.email;
