package dev.gatehouse.notice;

/** A store of users that has the owners of accounts told when a factor or a linked provider is added or removed. */
public interface EnrolmentWatch {

    /** Whether it does, and was not switched off. */
    boolean isOn();
}
