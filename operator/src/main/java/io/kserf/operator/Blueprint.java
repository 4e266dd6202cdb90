package io.kserf.operator;

import io.kserf.api.v1alpha1.SerfCluster;
import java.util.List;

/**
 * All that decides what the owned objects look like.
 *
 * @param image of the agents where the SerfCluster names none
 * @param seeds see {@link SeedList}
 */
record Blueprint(SerfCluster cluster, String image, Credentials credentials, List<String> seeds) {}
