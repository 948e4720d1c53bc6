/** Reads codes and links from emails; a mail server that answers late. */
package dev.gatehouse.testsupport.mail;
