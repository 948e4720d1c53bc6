/** The SMTP transport that marks emails as automatic, so that auto-responders do not answer them. */
@NullMarked
package dev.gatehouse.notification.email.smtp;

import org.jspecify.annotations.NullMarked;
