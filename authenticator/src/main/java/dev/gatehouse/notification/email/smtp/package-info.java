/** The SMTP transport that marks emails as automatic, so that auto-responders do not answer them. */
package dev.gatehouse.notification.email.smtp;
