/** A mail server that keeps the emails it receives, and web pages that show them. The integration tests use it too. */
package dev.gatehouse.demo.inbox;
