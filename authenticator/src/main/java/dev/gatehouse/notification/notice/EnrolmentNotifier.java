package dev.gatehouse.notification.notice;

/** A store of users that has the owners of accounts told when a factor or a linked provider is added or removed. */
public interface EnrolmentNotifier {

    /** Whether it does, and was not switched off. */
    boolean isOn();
}
