package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.risk.model.Network;

/**
 * A way to the Internet.
 *
 * @param network the address that the server sees
 * @param where what it is: {@link Where#OFFICE} for a hospital, its guest Wi-Fi and the VPN of the group; {@link Where#HOME} also
 *     for second homes and rented rooms; {@link Where#CARRIER} also for the hotspots of providers and a SIM bought abroad;
 *     {@link Where#HOTEL} for any line abroad
 */
record Spot(Network network, Where where) {}
