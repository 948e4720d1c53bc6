/** The summary that is printed at the end of a test run. */
package dev.gatehouse.testsupport.report;
