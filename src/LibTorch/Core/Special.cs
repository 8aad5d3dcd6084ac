using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions under the names of scipy.special.</summary>
    public static partial class special
    {
        public static Tensor digamma(Tensor input) => input.digamma();
        public static Tensor psi(Tensor input) => input.digamma();
        public static Tensor entr(Tensor input) => Aten.special_entr.Call(input);
        public static Tensor erf(Tensor input) => input.erf();
        public static Tensor erfc(Tensor input) => input.erfc();
        public static Tensor erfcx(Tensor input) => Aten.special_erfcx.Call(input);
        public static Tensor erfinv(Tensor input) => input.erfinv();
        public static Tensor exp2(Tensor input) => input.exp2();
        public static Tensor expit(Tensor input) => input.sigmoid();
        public static Tensor sigmoid(Tensor input) => input.sigmoid();
        public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
        public static Tensor expm1(Tensor input) => input.expm1();
        public static Tensor gammainc(Tensor input, Tensor other) => input.igamma(other);
        public static Tensor gammaincc(Tensor input, Tensor other) => input.igammac(other);
        public static Tensor gammaln(Tensor input) => input.lgamma();
        public static Tensor multigammaln(Tensor input, long p) => input.mvlgamma(p);
        public static Tensor polygamma(long n, Tensor input) => input.polygamma(n);
        public static Tensor i0(Tensor input) => input.i0();
        public static Tensor i0e(Tensor input) => Aten.special_i0e.Call(input);
        public static Tensor i1(Tensor input) => Aten.special_i1.Call(input);
        public static Tensor i1e(Tensor input) => Aten.special_i1e.Call(input);
        public static Tensor logit(Tensor input) => input.logit();
        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);
        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
        public static Tensor ndtr(Tensor input) => Aten.special_ndtr.Call(input);
        public static Tensor ndtri(Tensor input) => Aten.special_ndtri.Call(input);
        public static Tensor sinc(Tensor input) => input.sinc();
        public static Tensor xlog1py(Tensor input, Tensor other) => Aten.special_xlog1py.Call(input, other);
        public static Tensor zeta(Tensor x, Tensor q) => Aten.special_zeta.Call(x, q);

        public static Tensor airy_ai(Tensor input, Tensor? @out = null) => Into(Aten.special_airy_ai, Aten.special_airy_ai_out, @out, input);
        public static Tensor bessel_j0(Tensor input, Tensor? @out = null) => Into(Aten.special_bessel_j0, Aten.special_bessel_j0_out, @out, input);
        public static Tensor bessel_j1(Tensor input, Tensor? @out = null) => Into(Aten.special_bessel_j1, Aten.special_bessel_j1_out, @out, input);
        public static Tensor bessel_y0(Tensor input, Tensor? @out = null) => Into(Aten.special_bessel_y0, Aten.special_bessel_y0_out, @out, input);
        public static Tensor bessel_y1(Tensor input, Tensor? @out = null) => Into(Aten.special_bessel_y1, Aten.special_bessel_y1_out, @out, input);
        public static Tensor modified_bessel_i0(Tensor input, Tensor? @out = null) => Into(Aten.special_modified_bessel_i0, Aten.special_modified_bessel_i0_out, @out, input);
        public static Tensor modified_bessel_i1(Tensor input, Tensor? @out = null) => Into(Aten.special_modified_bessel_i1, Aten.special_modified_bessel_i1_out, @out, input);
        public static Tensor modified_bessel_k0(Tensor input, Tensor? @out = null) => Into(Aten.special_modified_bessel_k0, Aten.special_modified_bessel_k0_out, @out, input);
        public static Tensor modified_bessel_k1(Tensor input, Tensor? @out = null) => Into(Aten.special_modified_bessel_k1, Aten.special_modified_bessel_k1_out, @out, input);
        public static Tensor scaled_modified_bessel_k0(Tensor input, Tensor? @out = null) => Into(Aten.special_scaled_modified_bessel_k0, Aten.special_scaled_modified_bessel_k0_out, @out, input);
        public static Tensor scaled_modified_bessel_k1(Tensor input, Tensor? @out = null) => Into(Aten.special_scaled_modified_bessel_k1, Aten.special_scaled_modified_bessel_k1_out, @out, input);
        public static Tensor spherical_bessel_j0(Tensor input, Tensor? @out = null) => Into(Aten.special_spherical_bessel_j0, Aten.special_spherical_bessel_j0_out, @out, input);
        public static Tensor chebyshev_polynomial_t(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_chebyshev_polynomial_t, Aten.special_chebyshev_polynomial_t_out, @out, x, n);
        public static Tensor chebyshev_polynomial_u(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_chebyshev_polynomial_u, Aten.special_chebyshev_polynomial_u_out, @out, x, n);
        public static Tensor chebyshev_polynomial_v(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_chebyshev_polynomial_v, Aten.special_chebyshev_polynomial_v_out, @out, x, n);
        public static Tensor chebyshev_polynomial_w(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_chebyshev_polynomial_w, Aten.special_chebyshev_polynomial_w_out, @out, x, n);
        public static Tensor hermite_polynomial_h(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_hermite_polynomial_h, Aten.special_hermite_polynomial_h_out, @out, x, n);
        public static Tensor hermite_polynomial_he(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_hermite_polynomial_he, Aten.special_hermite_polynomial_he_out, @out, x, n);
        public static Tensor laguerre_polynomial_l(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_laguerre_polynomial_l, Aten.special_laguerre_polynomial_l_out, @out, x, n);
        public static Tensor legendre_polynomial_p(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_legendre_polynomial_p, Aten.special_legendre_polynomial_p_out, @out, x, n);
        public static Tensor shifted_chebyshev_polynomial_t(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_shifted_chebyshev_polynomial_t, Aten.special_shifted_chebyshev_polynomial_t_out, @out, x, n);
        public static Tensor shifted_chebyshev_polynomial_u(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_shifted_chebyshev_polynomial_u, Aten.special_shifted_chebyshev_polynomial_u_out, @out, x, n);
        public static Tensor shifted_chebyshev_polynomial_v(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_shifted_chebyshev_polynomial_v, Aten.special_shifted_chebyshev_polynomial_v_out, @out, x, n);
        public static Tensor shifted_chebyshev_polynomial_w(Tensor x, Tensor n, Tensor? @out = null) => Into(Aten.special_shifted_chebyshev_polynomial_w, Aten.special_shifted_chebyshev_polynomial_w_out, @out, x, n);

        private static Tensor Into(Op op, Op opOut, Tensor? target, Tensor input) => target is null ? op.Call(input) : opOut.Call(input, target);

        private static Tensor Into(Op op, Op opOut, Tensor? target, Tensor x, Tensor n) => target is null ? op.Call(x, n) : opOut.Call(x, n, target);
    }
}
