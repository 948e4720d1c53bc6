/** The conversation with mail servers. */
package dev.gatehouse.mail.smtp;
