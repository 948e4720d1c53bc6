/** Browsers and other clients: one without a screen, a real Chromium, direct grants, SAML ECP, an authenticator app. */
package dev.gatehouse.testsupport.browser;
