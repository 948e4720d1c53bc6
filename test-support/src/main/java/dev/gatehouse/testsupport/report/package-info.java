/** What is printed at the end of a run of the tests. */
package dev.gatehouse.testsupport.report;
