/** Scores every login of a log of any length, in bounded memory. */
package dev.gatehouse.bench.lab.replay;
