/** Databases that a test starts for itself, and what Gatehouse keeps in its tables. */
package dev.gatehouse.testsupport.database;
