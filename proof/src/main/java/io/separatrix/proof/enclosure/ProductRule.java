package io.separatrix.proof.enclosure;
final class ProductRule implements Rule { ProductRule(int[] s,int[] a,int[] b){} public int[] shape(){return null;} public Enclosure apply(java.util.List<Enclosure> o){return null;} }
