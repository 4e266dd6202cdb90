/**
 * Kserf's custom resources: group {@code kserf.io}, version {@code v1alpha1}, all namespaced.
 *
 * <p>Every value is a record whose constructor fills in the same defaults that the CRD's schema
 * declares, so a resource built in Java means what the same YAML means. The descriptions here are
 * what {@code kubectl explain} prints, and the CRDs in {@code crds/manifests} are generated from
 * these types. Fields that a record does not know are ignored when it is read: the CRDs may be
 * newer than the program.
 */
@NullMarked
package io.kserf.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
