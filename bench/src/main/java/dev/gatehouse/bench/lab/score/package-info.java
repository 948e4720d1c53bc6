/** Scorers of logins behind one interface: Gatehouse's model and those that it is compared with. */
package dev.gatehouse.bench.lab.score;
