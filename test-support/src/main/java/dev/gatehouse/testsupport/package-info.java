/** Shared code of tests and benchmarks: real servers, browsers, inboxes, databases and stand-ins for third-party services. */
package dev.gatehouse.testsupport;
