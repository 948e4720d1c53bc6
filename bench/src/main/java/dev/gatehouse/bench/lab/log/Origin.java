package dev.gatehouse.bench.lab.log;

/**
 * Where a login came from, in the words of the data set.
 *
 * @param address IPv4 or IPv6 address; anything that is equal for equals will do
 * @param country ISO 3166-1 alpha-2; empty if unknown
 * @param region name of the region; empty or {@code -} if unknown
 * @param city name of the city; empty or {@code -} if unknown
 * @param asn number of the autonomous system; empty if unknown
 */
public record Origin(String address, String country, String region, String city, String asn) {}
