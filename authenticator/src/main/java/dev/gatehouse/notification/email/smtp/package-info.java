/** The conversation with mail servers. */
package dev.gatehouse.notification.email.smtp;
