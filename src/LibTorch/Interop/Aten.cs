namespace TorchSharp.Interop;

/// <summary>The operators that the core calls, named as in their schema: `name_overload` is "name.overload".</summary>
internal static class Aten
{
    internal static readonly Op
        abs = new(), abs_ = new(), acos = new(), acos_ = new(), acosh = new(), acosh_ = new(), add__Tensor = new("add_.Tensor"),
        add_Tensor = new("add.Tensor"), addbmm = new(), addbmm_ = new(), addcdiv = new(), addcdiv_ = new(), addcmul = new(), addcmul_ = new(),
        addmm = new(), addmm_ = new(), addmv = new(), addmv_ = new(), addr = new(), addr_ = new(), adjoint = new(), alias = new(), all = new(),
        all_dim = new("all.dim"), allclose = new(), amax = new(), amax_out = new("amax.out"), amin = new(), amin_out = new("amin.out"),
        aminmax = new(), angle = new(), any = new(), any_dim = new("any.dim"), arange_start_step = new("arange.start_step"), argmax = new(),
        argmin = new(), argsort = new(), argwhere = new(), as_strided = new(), asin = new(), asin_ = new(), asinh = new(), asinh_ = new(),
        atan = new(), atan2 = new(), atan2_ = new(), atan_ = new(), atanh = new(), atanh_ = new(), atleast_1d = new(), atleast_2d = new(),
        atleast_3d = new();

    internal static readonly Op
        baddbmm = new(), bartlett_window_periodic = new("bartlett_window.periodic"), bernoulli = new(), bernoulli__float = new("bernoulli_.float"),
        bernoulli__Tensor = new("bernoulli_.Tensor"), bincount = new(), binomial = new(), bitwise_and__Tensor = new("bitwise_and_.Tensor"),
        bitwise_and_Tensor = new("bitwise_and.Tensor"), bitwise_left_shift__Tensor = new("bitwise_left_shift_.Tensor"),
        bitwise_left_shift_Tensor = new("bitwise_left_shift.Tensor"), bitwise_not = new(), bitwise_not_ = new(),
        bitwise_or__Tensor = new("bitwise_or_.Tensor"), bitwise_or_Tensor = new("bitwise_or.Tensor"),
        bitwise_right_shift__Tensor = new("bitwise_right_shift_.Tensor"), bitwise_right_shift_Tensor = new("bitwise_right_shift.Tensor"),
        bitwise_xor__Tensor = new("bitwise_xor_.Tensor"), bitwise_xor_Tensor = new("bitwise_xor.Tensor"),
        blackman_window_periodic = new("blackman_window.periodic"), block_diag = new(), bmm = new(), broadcast_tensors = new(), broadcast_to = new(),
        bucketize_Tensor = new("bucketize.Tensor");

    internal static readonly Op
        can_cast = new(), cartesian_prod = new(), cat = new(), cauchy_ = new(), cdist = new(), ceil = new(), ceil_ = new(), celu = new(),
        celu_ = new(), channel_shuffle = new(), cholesky = new(), cholesky_inverse = new(), cholesky_solve = new(), chunk = new(), clamp = new(),
        clamp_ = new(), clamp__Tensor = new("clamp_.Tensor"), clamp_max = new(), clamp_max_ = new(), clamp_min = new(), clamp_min_ = new(),
        clamp_Tensor = new("clamp.Tensor"), clone = new(), column_stack = new(), combinations = new(), complex = new(), conj = new(),
        conj_physical = new(), conj_physical_ = new(), contiguous = new(), copy_ = new(), copysign_Tensor = new("copysign.Tensor"), corrcoef = new(),
        cos = new(), cos_ = new(), cosh = new(), cosh_ = new(), count_nonzero_dim_IntList = new("count_nonzero.dim_IntList"), cov = new(),
        cummax = new(), cummin = new(), cumprod = new(), cumsum = new(), cumulative_trapezoid_dx = new("cumulative_trapezoid.dx"),
        cumulative_trapezoid_x = new("cumulative_trapezoid.x");

    internal static readonly Op
        deg2rad = new(), detach = new(), detach_ = new(), diag = new(), diag_embed = new(), diagflat = new(), diagonal = new(),
        diagonal_scatter = new(), diff = new(), digamma = new(), digamma_ = new(), dist = new(), div__Tensor = new("div_.Tensor"),
        div__Tensor_mode = new("div_.Tensor_mode"), div_Tensor = new("div.Tensor"), div_Tensor_mode = new("div.Tensor_mode"), dot = new(),
        dsplit_array = new("dsplit.array"), dsplit_int = new("dsplit.int"), dstack = new();

    internal static readonly Op
        einsum = new(), elu = new(), elu_ = new(), empty_like = new(), empty_memory_format = new("empty.memory_format"), empty_strided = new(),
        eq__Scalar = new("eq_.Scalar"), eq__Tensor = new("eq_.Tensor"), eq_Scalar = new("eq.Scalar"), eq_Tensor = new("eq.Tensor"), equal = new(),
        erf = new(), erf_ = new(), erfc = new(), erfc_ = new(), erfinv = new(), erfinv_ = new(), exp = new(), exp2 = new(), exp_ = new(),
        expand = new(), expm1 = new(), expm1_ = new(), exponential_ = new(), eye_m = new("eye.m");

    internal static readonly Op
        fill__Scalar = new("fill_.Scalar"), flatten_using_ints = new("flatten.using_ints"), flip = new(), fliplr = new(), flipud = new(),
        float_power_Tensor_Tensor = new("float_power.Tensor_Tensor"), floor = new(), floor_ = new(), floor_divide = new(),
        floor_divide__Tensor = new("floor_divide_.Tensor"), fmax = new(), fmin = new(), fmod__Tensor = new("fmod_.Tensor"),
        fmod_Tensor = new("fmod.Tensor"), frac = new(), frac_ = new(), frexp_Tensor = new("frexp.Tensor"), full = new(), full_like = new();

    internal static readonly Op
        gather = new(), gcd = new(), gcd_ = new(), ge__Scalar = new("ge_.Scalar"), ge__Tensor = new("ge_.Tensor"), ge_Scalar = new("ge.Scalar"),
        ge_Tensor = new("ge.Tensor"), gelu = new(), gelu_ = new(), geometric_ = new(), geqrf = new(), glu = new(), gt__Scalar = new("gt_.Scalar"),
        gt__Tensor = new("gt_.Tensor"), gt_Scalar = new("gt.Scalar"), gt_Tensor = new("gt.Tensor");

    internal static readonly Op
        hamming_window_periodic_alpha_beta = new("hamming_window.periodic_alpha_beta"), hann_window_periodic = new("hann_window.periodic"),
        hardsigmoid = new(), hardsigmoid_ = new(), hardswish = new(), hardswish_ = new(), hardtanh = new(), hardtanh_ = new(), heaviside = new(),
        histc = new(), histogram_bin_ct = new("histogram.bin_ct"), histogram_bins_tensor = new("histogram.bins_tensor"),
        hsplit_array = new("hsplit.array"), hsplit_int = new("hsplit.int"), hstack = new(), hypot = new();

    internal static readonly Op
        i0 = new(), igamma = new(), igammac = new(), imag = new(), index_add = new(), index_add_ = new(), index_copy = new(), index_copy_ = new(),
        index_fill__int_Scalar = new("index_fill_.int_Scalar"), index_fill_int_Scalar = new("index_fill.int_Scalar"), index_put_ = new(),
        index_select = new(), index_Tensor = new("index.Tensor"), _indices = new(), inner = new(), is_conj = new(), is_neg = new(),
        is_nonzero = new(), is_pinned = new(), isclose = new(), isfinite = new(), isin_Tensor_Tensor = new("isin.Tensor_Tensor"), isinf = new(),
        isnan = new(), isneginf = new(), isposinf = new(), isreal = new();

    internal static readonly Op
        kaiser_window_beta = new("kaiser_window.beta"), kron = new(), kthvalue = new();

    internal static readonly Op
        lcm = new(), lcm_ = new(), ldexp_ = new(), ldexp_Tensor = new("ldexp.Tensor"), le__Scalar = new("le_.Scalar"),
        le__Tensor = new("le_.Tensor"), le_Scalar = new("le.Scalar"), le_Tensor = new("le.Tensor"), leaky_relu = new(), leaky_relu_ = new(),
        lerp__Tensor = new("lerp_.Tensor"), lerp_Tensor = new("lerp.Tensor"), lgamma = new(), lgamma_ = new(), linalg_cholesky = new(),
        linalg_cholesky_ex = new(), linalg_cond = new(), linalg_cond_p_str = new("linalg_cond.p_str"), linalg_cross = new(), linalg_det = new(),
        linalg_diagonal = new(), linalg_eig = new(), linalg_eigh = new(), linalg_eigvals = new(), linalg_eigvalsh = new(),
        linalg_householder_product = new(), linalg_inv = new(), linalg_inv_ex = new(), linalg_ldl_factor = new(), linalg_ldl_factor_ex = new(),
        linalg_ldl_solve = new(), linalg_lstsq = new(), linalg_lu = new(), linalg_lu_factor = new(), linalg_matrix_exp = new(),
        linalg_matrix_norm = new(), linalg_matrix_norm_str_ord = new("linalg_matrix_norm.str_ord"), linalg_matrix_power = new(),
        linalg_matrix_rank_atol_rtol_float = new("linalg_matrix_rank.atol_rtol_float"),
        linalg_matrix_rank_atol_rtol_tensor = new("linalg_matrix_rank.atol_rtol_tensor"), linalg_multi_dot = new(), linalg_norm = new(),
        linalg_norm_ord_str = new("linalg_norm.ord_str"), linalg_pinv = new(), linalg_pinv_atol_rtol_float = new("linalg_pinv.atol_rtol_float"),
        linalg_pinv_atol_rtol_tensor = new("linalg_pinv.atol_rtol_tensor"), linalg_qr = new(), linalg_slogdet = new(), linalg_solve = new(),
        linalg_solve_ex = new(), linalg_solve_triangular = new(), linalg_solve_triangular_out = new("linalg_solve_triangular.out"),
        linalg_svd = new(), linalg_svdvals = new(), linalg_tensorinv = new(), linalg_tensorsolve = new(), linalg_vander = new(),
        linalg_vecdot = new(), linalg_vecdot_out = new("linalg_vecdot.out"), linalg_vector_norm = new(), linspace = new(),
        _local_scalar_dense = new(), log = new(), log10 = new(), log10_ = new(), log1p = new(), log1p_ = new(), log2 = new(), log2_ = new(),
        log_ = new(), log_normal_ = new(), log_sigmoid = new(), log_softmax_int = new("log_softmax.int"), logaddexp = new(), logaddexp2 = new(),
        logcumsumexp = new(), logdet = new(), logical_and = new(), logical_and_ = new(), logical_not = new(), logical_not_ = new(),
        logical_or = new(), logical_or_ = new(), logical_xor = new(), logical_xor_ = new(), logit = new(), logspace = new(), logsumexp = new(),
        lt__Scalar = new("lt_.Scalar"), lt__Tensor = new("lt_.Tensor"), lt_Scalar = new("lt.Scalar"), lt_Tensor = new("lt.Tensor"), lu_solve = new(),
        lu_unpack = new(), _lu_with_info = new();

    internal static readonly Op
        masked_fill__Scalar = new("masked_fill_.Scalar"), masked_fill_Scalar = new("masked_fill.Scalar"), masked_scatter = new(),
        masked_scatter_ = new(), masked_select = new(), matmul = new(), matrix_H = new(), max = new(), max_dim = new("max.dim"),
        max_other = new("max.other"), maximum = new(), mean = new(), mean_dim = new("mean.dim"), median = new(),
        meshgrid_indexing = new("meshgrid.indexing"), mH = new(), min = new(), min_dim = new("min.dim"), min_other = new("min.other"),
        minimum = new(), mm = new(), mode = new(), movedim_intlist = new("movedim.intlist"), msort = new(), mT = new(),
        mul__Tensor = new("mul_.Tensor"), mul_Tensor = new("mul.Tensor"), multinomial = new(), mv = new(), mvlgamma = new(), mvlgamma_ = new();

    internal static readonly Op
        nan_to_num = new(), nanmean = new(), nanmedian = new(), nanquantile = new(), nansum = new(), narrow = new(), ne__Scalar = new("ne_.Scalar"),
        ne__Tensor = new("ne_.Tensor"), ne_Scalar = new("ne.Scalar"), ne_Tensor = new("ne.Tensor"), neg = new(), neg_ = new(), new_empty = new(),
        new_full = new(), new_ones = new(), new_zeros = new(), nextafter = new(), nonzero = new(), nonzero_numpy = new(),
        norm_Scalar = new("norm.Scalar"), norm_ScalarOpt_dim = new("norm.ScalarOpt_dim"), normal_ = new(),
        normal_Tensor_Tensor = new("normal.Tensor_Tensor"), numpy_T = new();

    internal static readonly Op
        ones = new(), ones_like = new(), ormqr = new(), outer = new();

    internal static readonly Op
        permute = new(), poisson = new(), polar = new(), polygamma = new(), polygamma_ = new(), positive = new(), pow__Scalar = new("pow_.Scalar"),
        pow__Tensor = new("pow_.Tensor"), pow_Tensor_Scalar = new("pow.Tensor_Scalar"), pow_Tensor_Tensor = new("pow.Tensor_Tensor"), prelu = new(),
        prod = new(), prod_dim_int = new("prod.dim_int");

    internal static readonly Op
        quantile = new();

    internal static readonly Op
        rad2deg = new(), rand_generator = new("rand.generator"), rand_like = new(), randint_like_low_dtype = new("randint_like.low_dtype"),
        randint_low_generator = new("randint.low_generator"), randn_generator = new("randn.generator"), randn_like = new(),
        random__from = new("random_.from"), randperm_generator = new("randperm.generator"), randperm_generator_out = new("randperm.generator_out"),
        ravel = new(), real = new(), reciprocal = new(), reciprocal_ = new(), relu = new(), relu6 = new(), relu6_ = new(), relu_ = new(),
        remainder__Tensor = new("remainder_.Tensor"), remainder_Tensor = new("remainder.Tensor"), renorm = new(), repeat = new(),
        repeat_interleave_self_int = new("repeat_interleave.self_int"), repeat_interleave_self_Tensor = new("repeat_interleave.self_Tensor"),
        reshape = new(), resolve_conj = new(), resolve_neg = new(), result_type_Tensor = new("result_type.Tensor"), roll = new(), rot90 = new(),
        round = new(), round_ = new(), round__decimals = new("round_.decimals"), round_decimals = new("round.decimals"), rrelu = new(),
        rrelu_ = new(), rsqrt = new(), rsqrt_ = new(), rsub_Tensor = new("rsub.Tensor");

    internal static readonly Op
        _sample_dirichlet = new(), scalar_tensor = new(), scatter__src = new("scatter_.src"), scatter_add = new(), scatter_add_ = new(),
        scatter_src = new("scatter.src"), searchsorted_Scalar = new("searchsorted.Scalar"), searchsorted_Tensor = new("searchsorted.Tensor"),
        select_int = new("select.int"), select_scatter = new(), selu = new(), selu_ = new(), set__source_Tensor = new("set_.source_Tensor"),
        sgn = new(), sgn_ = new(), sigmoid = new(), sigmoid_ = new(), sign = new(), sign_ = new(), signbit = new(), silu = new(), silu_ = new(),
        sin = new(), sin_ = new(), sinc = new(), sinc_ = new(), sinh = new(), sinh_ = new(), slice_scatter = new(),
        slice_Tensor = new("slice.Tensor"), softmax_int = new("softmax.int"), softplus = new(), sort_stable = new("sort.stable"),
        sparse_coo_tensor_indices_size = new("sparse_coo_tensor.indices_size"), special_airy_ai = new(),
        special_airy_ai_out = new("special_airy_ai.out"), special_bessel_j0 = new(), special_bessel_j0_out = new("special_bessel_j0.out"),
        special_bessel_j1 = new(), special_bessel_j1_out = new("special_bessel_j1.out"), special_bessel_y0 = new(),
        special_bessel_y0_out = new("special_bessel_y0.out"), special_bessel_y1 = new(), special_bessel_y1_out = new("special_bessel_y1.out"),
        special_chebyshev_polynomial_t = new(), special_chebyshev_polynomial_t_out = new("special_chebyshev_polynomial_t.out"),
        special_chebyshev_polynomial_u = new(), special_chebyshev_polynomial_u_out = new("special_chebyshev_polynomial_u.out"),
        special_chebyshev_polynomial_v = new(), special_chebyshev_polynomial_v_out = new("special_chebyshev_polynomial_v.out"),
        special_chebyshev_polynomial_w = new(), special_chebyshev_polynomial_w_out = new("special_chebyshev_polynomial_w.out"), special_entr = new(),
        special_erfcx = new(), special_hermite_polynomial_h = new(), special_hermite_polynomial_h_out = new("special_hermite_polynomial_h.out"),
        special_hermite_polynomial_he = new(), special_hermite_polynomial_he_out = new("special_hermite_polynomial_he.out"), special_i0e = new(),
        special_i1 = new(), special_i1e = new(), special_laguerre_polynomial_l = new(),
        special_laguerre_polynomial_l_out = new("special_laguerre_polynomial_l.out"), special_legendre_polynomial_p = new(),
        special_legendre_polynomial_p_out = new("special_legendre_polynomial_p.out"), special_modified_bessel_i0 = new(),
        special_modified_bessel_i0_out = new("special_modified_bessel_i0.out"), special_modified_bessel_i1 = new(),
        special_modified_bessel_i1_out = new("special_modified_bessel_i1.out"), special_modified_bessel_k0 = new(),
        special_modified_bessel_k0_out = new("special_modified_bessel_k0.out"), special_modified_bessel_k1 = new(),
        special_modified_bessel_k1_out = new("special_modified_bessel_k1.out"), special_ndtr = new(), special_ndtri = new(),
        special_scaled_modified_bessel_k0 = new(), special_scaled_modified_bessel_k0_out = new("special_scaled_modified_bessel_k0.out"),
        special_scaled_modified_bessel_k1 = new(), special_scaled_modified_bessel_k1_out = new("special_scaled_modified_bessel_k1.out"),
        special_shifted_chebyshev_polynomial_t = new(),
        special_shifted_chebyshev_polynomial_t_out = new("special_shifted_chebyshev_polynomial_t.out"),
        special_shifted_chebyshev_polynomial_u = new(),
        special_shifted_chebyshev_polynomial_u_out = new("special_shifted_chebyshev_polynomial_u.out"),
        special_shifted_chebyshev_polynomial_v = new(),
        special_shifted_chebyshev_polynomial_v_out = new("special_shifted_chebyshev_polynomial_v.out"),
        special_shifted_chebyshev_polynomial_w = new(),
        special_shifted_chebyshev_polynomial_w_out = new("special_shifted_chebyshev_polynomial_w.out"), special_spherical_bessel_j0 = new(),
        special_spherical_bessel_j0_out = new("special_spherical_bessel_j0.out"), special_xlog1py = new(), special_zeta = new(),
        split_Tensor = new("split.Tensor"), split_with_sizes = new(), sqrt = new(), sqrt_ = new(), square = new(), squeeze = new(), squeeze_ = new(),
        squeeze__dim = new("squeeze_.dim"), squeeze_dim = new("squeeze.dim"), stack = new(), _standard_gamma = new(), std = new(),
        std_dim = new("std.dim"), std_mean = new(), std_mean_dim = new("std_mean.dim"), sub__Tensor = new("sub_.Tensor"),
        sub_Tensor = new("sub.Tensor"), sum = new(), sum_dim_IntList = new("sum.dim_IntList");

    internal static readonly Op
        t = new(), take = new(), take_along_dim = new(), tan = new(), tan_ = new(), tanh = new(), tanh_ = new(),
        tensor_split_indices = new("tensor_split.indices"), tensor_split_sections = new("tensor_split.sections"),
        tensor_split_tensor_indices_or_sections = new("tensor_split.tensor_indices_or_sections"), tensordot = new(), threshold = new(),
        threshold_ = new(), tile = new(), to_dense = new(), to_device = new("to.device"), to_dtype = new("to.dtype"), topk = new(), trace = new(),
        transpose_ = new(), transpose_int = new("transpose.int"), trapezoid_dx = new("trapezoid.dx"), trapezoid_x = new("trapezoid.x"), tril = new(),
        tril_ = new(), tril_indices = new(), triu = new(), triu_ = new(), triu_indices = new(), trunc = new(), trunc_ = new();

    internal static readonly Op
        unbind_int = new("unbind.int"), unflatten_int = new("unflatten.int"), unfold = new(), uniform_ = new(), _unique2 = new(),
        unique_consecutive = new(), unique_dim = new(), unsqueeze = new(), unsqueeze_ = new();

    internal static readonly Op
        _values = new(), vander = new(), var = new(), var_dim = new("var.dim"), var_mean = new(), var_mean_dim = new("var_mean.dim"), vdot = new(),
        view = new(), view_as_complex = new(), view_as_real = new(), vsplit_array = new("vsplit.array"), vsplit_int = new("vsplit.int"),
        vstack = new();

    internal static readonly Op
        where = new(), where_self = new("where.self");

    internal static readonly Op
        xlogy__Tensor = new("xlogy_.Tensor"), xlogy_Tensor = new("xlogy.Tensor");

    internal static readonly Op
        zero_ = new(), zeros = new(), zeros_like = new();
}
