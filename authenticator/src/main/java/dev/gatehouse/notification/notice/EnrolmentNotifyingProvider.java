package dev.gatehouse.notification.notice;

/** A user store that notifies the owners of accounts when a factor or a linked provider is added or removed. */
public interface EnrolmentNotifyingProvider {

    /** Whether it notifies, and was not switched off. */
    boolean isOn();
}
