/**
 * The laboratory of the risk model: generates login logs, replays them, and evaluates the model, alone and compared with others.
 *
 * <p>A command-line tool, {@code bench/lab}; this package has the entry point, the packages below it the implementation.
 */
package dev.gatehouse.bench.lab;
