package dev.gatehouse.bench.lab.log;

/**
 * The network and location of a login, with the values of the data set.
 *
 * @param address IPv4 or IPv6 address; any text that identifies the address
 * @param country ISO 3166-1 alpha-2; empty if unknown
 * @param region name of the region; empty or {@code -} if unknown
 * @param city name of the city; empty or {@code -} if unknown
 * @param asn number of the autonomous system; empty if unknown
 */
public record Origin(String address, String country, String region, String city, String asn) {}
