/** Stand-ins for third-party services: Google, a company's provider that is added later, CIBA, the reference realm's apps. */
package dev.gatehouse.testsupport.standin;
