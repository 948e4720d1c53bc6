/** Databases that a test starts, and the content of Gatehouse's tables. */
package dev.gatehouse.testsupport.database;
