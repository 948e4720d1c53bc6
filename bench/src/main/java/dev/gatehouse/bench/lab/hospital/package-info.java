/**
 * The login log of a group of four hospitals where Switzerland, Germany and France meet: shifts at shared stations, agency nurses
 * for eight weeks, researchers who travel, and people who live in one country and work in another. It knows neither the risk model
 * nor what the server stores. All values, and all numbers of providers, are invented.
 */
@NullMarked
package dev.gatehouse.bench.lab.hospital;

import org.jspecify.annotations.NullMarked;
