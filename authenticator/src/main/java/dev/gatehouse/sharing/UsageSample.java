package dev.gatehouse.sharing;

/**
 * One use of an account.
 *
 * @param account the account, unique in the server
 * @param place an opaque id of the network
 * @param device an opaque id of the device
 */
record UsageSample(String account, String place, String device) {}
