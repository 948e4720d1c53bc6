/** What is mailed and how it leaves. */
package dev.gatehouse.notification.email;
