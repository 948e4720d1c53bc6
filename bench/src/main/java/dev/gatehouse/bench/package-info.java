/** What things cost. Nothing here ships. */
package dev.gatehouse.bench;
