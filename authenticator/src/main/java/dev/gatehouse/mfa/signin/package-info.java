/** The first factor: pages that ask for a name and a password tell strangers nothing, neither by what they say nor by the time they take. */
package dev.gatehouse.mfa.signin;
