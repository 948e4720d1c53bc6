/** A mail server that keeps what it receives, and web pages that show it. The integration tests use it too. */
package dev.gatehouse.demo.inbox;
