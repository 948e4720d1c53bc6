/** What tests and benchmarks share: real servers, browsers, inboxes, databases and stand-ins for other companies' services. */
package dev.gatehouse.testsupport;
