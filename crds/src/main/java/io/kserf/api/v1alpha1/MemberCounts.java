package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The pool in numbers. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MemberCounts(
    @JsonPropertyDescription("Members that answer.") int alive,
    @JsonPropertyDescription("Members that have said that they leave.") int leaving,
    @JsonPropertyDescription("Members that were declared failed. They are still retried.")
        int failed,
    @JsonPropertyDescription("Members that left gracefully, or were told to.") int left,
    @JsonPropertyDescription("All of these.") int total,
    @JsonPropertyDescription("Those that are not agents of this SerfCluster's nodes.")
        int external) {}
