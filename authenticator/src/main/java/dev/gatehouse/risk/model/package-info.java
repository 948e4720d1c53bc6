/**
 * The risk model: scores a login attempt against the user's profile; pure Java without Keycloak and without a clock.
 *
 * <p>It reads nothing but its own table of countries, so that the same code runs in the server and in experiments on recorded
 * logins. Scores are natural logarithms of likelihood ratios (nats), after Freeman et al., "Who Are You? A Statistical Approach
 * to Measuring User Authenticity", NDSS 2016.
 */
@NullMarked
package dev.gatehouse.risk.model;

import org.jspecify.annotations.NullMarked;
