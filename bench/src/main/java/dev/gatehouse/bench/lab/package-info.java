/**
 * The laboratory of the risk model: makes login logs, replays them, and says how the model fares, alone and beside others.
 *
 * <p>A command-line tool, {@code bench/lab}; the doors are here, the work is in the packages below.
 */
package dev.gatehouse.bench.lab;
