package dev.gatehouse.sharing;

/**
 * An account being used.
 *
 * @param account the account, unique in the server
 * @param place an opaque name of the network
 * @param device an opaque name of the device
 */
record UsageSample(String account, String place, String device) {}
