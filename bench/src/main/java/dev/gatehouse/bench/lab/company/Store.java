package dev.gatehouse.bench.lab.company;

/**
 * Where a client keeps what the server gives it: the cookies of a browser, or the storage of a native app. The log says when it is
 * used and when it is emptied, not what is in it.
 *
 * @param person the number of the person, from 0
 * @param number the number among the stores of the person, from 0
 */
public record Store(int person, int number) {}
