/** What an account is entered with: its password, its other credentials, its linked providers, and what an admin changed of it. */
package dev.gatehouse.keycloak.account;
