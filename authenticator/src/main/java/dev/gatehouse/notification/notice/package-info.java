/** Tells people by mail what happened to their account, however it happened. */
package dev.gatehouse.notification.notice;
