/**
 * The risk model: what an attempt to log in, compared with the user's history, says about who is logging in.
 *
 * <p>Pure Java without Keycloak or clock, and reads nothing but its own table of countries, so that the same code runs in the
 * server and in experiments on recorded logins. Scores are natural logarithms of likelihood ratios (nats), after Freeman et al.,
 * "Who Are You? A Statistical Approach to Measuring User Authenticity", NDSS 2016.
 */
package dev.gatehouse.risk.model;
