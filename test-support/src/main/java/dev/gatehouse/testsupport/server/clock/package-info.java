/** Sets the time of the server that the tests use: a provider in its own JAR, which only that server loads. */
package dev.gatehouse.testsupport.server.clock;
