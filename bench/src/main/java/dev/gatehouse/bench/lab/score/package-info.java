/** Ways to score a login: the model of Gatehouse and those that it is compared with, behind one interface. */
package dev.gatehouse.bench.lab.score;
