/** Reads codes and links out of emails, and a mail server that answers late. */
package dev.gatehouse.testsupport.mail;
