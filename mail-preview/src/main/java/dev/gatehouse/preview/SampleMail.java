package dev.gatehouse.preview;

/**
 * A mail with sample data.
 *
 * @param language the language tag it was asked for in
 * @param name the template, and what it says where a template says several things
 * @param subject subject line
 * @param text plain text body
 * @param html HTML body
 */
public record SampleMail(String language, String name, String subject, String text, String html) {}
